// Makes pages that already work more convenient: nothing here is needed.
"use strict";

// A file dropped anywhere on the box is put into the form that sends it.
for (const box of document.querySelectorAll("[data-drop]")) {
  const input = box.querySelector("input[type=file]");
  const mark = (event) => {
    event.preventDefault();
    box.classList.toggle("over", event.type === "dragover");
  };
  box.addEventListener("dragover", mark);
  box.addEventListener("dragleave", mark);
  box.addEventListener("drop", (event) => {
    mark(event);
    if (input && event.dataTransfer.files.length) {
      input.files = event.dataTransfer.files;
      input.form.requestSubmit();
    }
  });
}

// A day is also moved by a slider, month by month; the field stays what is sent.
for (const field of document.querySelectorAll("input[data-clock]")) {
  const first = 2012 * 12;
  const now = new Date();
  const slider = document.createElement("input");
  slider.type = "range";
  slider.min = String(first);
  slider.max = String((now.getFullYear() + 1) * 12 + now.getMonth());
  const at = /^(\d{4})-?(\d{2})?/.exec(field.value);
  slider.value = at ? String(Number(at[1]) * 12 + Number(at[2] || 1) - 1) : slider.max;
  slider.setAttribute("aria-label", field.parentElement.firstChild.textContent.trim());
  slider.className = "slider";
  slider.addEventListener("input", () => {
    const months = Number(slider.value);
    field.value = `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, "0")}`;
  });
  slider.addEventListener("change", () => field.form.requestSubmit());
  field.parentElement.append(slider);
}

// What is unfolded by hand stands in the address too, so that it can be handed on.
for (const one of document.querySelectorAll("details[data-open]")) {
  one.addEventListener("toggle", () => {
    const address = new URL(location.href);
    address.searchParams.delete("open");
    for (const open of document.querySelectorAll("details[data-open][open]")) {
      address.searchParams.append("open", open.dataset.open);
    }
    history.replaceState(null, "", address);
  });
}

// An address is selected whole by one click.
for (const one of document.querySelectorAll("code.copy")) {
  one.addEventListener("click", () => window.getSelection().selectAllChildren(one));
}

// How far a job is comes as it goes; without this the page is loaded again and again.
for (const box of document.querySelectorAll("[data-events]")) {
  const source = new EventSource(box.dataset.events);
  const tell = (name, text) => {
    for (const one of box.querySelectorAll(`[data-tells=${name}]`)) one.textContent = text;
  };
  source.addEventListener("progress", (event) => {
    const job = JSON.parse(event.data);
    const { rows = 0, share = 0, seconds = 0 } = job.progress;
    if (job.state !== "waiting" && box.querySelector(".state-waiting")) location.reload();
    const left = share ? Math.round((seconds * (1 - share)) / share) : 0;
    for (const bar of box.querySelectorAll("progress")) bar.value = share;
    tell("percent", Math.round(share * 100));
    tell("rows", rows);
    tell("rate", seconds ? (rows / seconds).toFixed(1) : "–");
    tell("left", share ? `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}` : "–");
  });
  source.addEventListener("end", () => {
    source.close();
    location.reload();
  });
}
