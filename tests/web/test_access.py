"""`/access/v1/…`: AuthZEN, asked of running servers."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.web.quay import BEGINS, quay_snapshot
from tests.web.talk import Server, running

_DAHUA = {"brand": "Dahua", "model": "DH-IPC-HFW2431S"}


@pytest.fixture(scope="module")
def quay(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A gate in Berlin, of a directory with a rule that begins one day, where nobody unknown is let in."""
    folder = tmp_path_factory.mktemp("quay")
    words = ("--as", "us/federal/executive-agency", "--zone", "Europe/Berlin", "--gate", "unidentified=deny")
    with running(folder, "--snapshot", str(quay_snapshot(folder)), *words) as server:
        yield server


def question(properties: dict[str, Any], **more: Any) -> dict[str, Any]:  # noqa: ANN401 - parts of a question
    """Ask whether a device may connect."""
    subject = {"type": "device", "id": "44:19:b6:12:34:56", "properties": properties}
    asked = {"subject": subject, "action": {"name": "connect"}, "resource": {"type": "network", "id": "cameras"}}
    return {**asked, **more}


def test_what_is_barred_is_denied_with_the_reason(server: Server) -> None:
    """A decision, and in the context the outcome, the restriction and how long it holds."""
    found = server.post("/access/v1/evaluation", question(_DAHUA)).told

    assert found["decision"] is False
    told = found["context"]
    assert (told["decision"], told["outcome"]) == ("deny", "barred")
    assert "us-ndaa-2019-s889-a1a" in told["restrictions"]
    assert told["reason_user"]["en"] == told["reason"]
    assert told["valid_until"] > told["at"]


@pytest.mark.parametrize(
    ("properties", "outcome", "decision"),
    [
        ({"brand": "Axis"}, "clear", "allow"),
        ({"brand": "Nobody At All"}, "unidentified", "ask"),
        (_DAHUA, "barred", "deny"),
    ],
)
def test_each_outcome_is_decided_as_the_operator_has_set(
    properties: dict[str, str], outcome: str, decision: str, server: Server
) -> None:
    """True only for allow; ask is told apart from deny in the context."""
    found = server.post("/access/v1/evaluation", question(properties)).told

    assert found["decision"] is (decision == "allow")
    assert (found["context"]["outcome"], found["context"]["decision"]) == (outcome, decision)


def test_the_operator_of_another_gate_shuts_out_the_unknown(quay: Server) -> None:
    """The same device, another setting."""
    found = quay.post("/access/v1/evaluation", question({"brand": "Nobody At All"})).told

    assert (found["decision"], found["context"]["decision"]) == (False, "deny")


@pytest.mark.parametrize(
    ("moment", "decision"),
    [
        ("2026-02-28T23:59:59+01:00", True),
        ("2026-03-01T00:00:00+01:00", False),
        ("2026-02-28T22:59:59Z", True),
        ("2026-02-28T23:00:00Z", False),
        ("2026-02-28T22:59:59.999Z", True),
    ],
)
def test_a_rule_begins_with_the_first_second_of_its_day(moment: str, decision: bool, quay: Server) -> None:  # noqa: FBT001
    """In the zone of the gate, whatever the zone of the question; and the answer says until when it holds."""
    told = quay.post("/access/v1/evaluation", question({"brand": "Axis"}, context={"time": moment})).told

    assert told["decision"] is decision
    assert (told["context"]["on"] >= BEGINS) is not decision
    if decision:
        assert told["context"]["valid_until"] == f"{BEGINS}T00:00:00+01:00"


def test_a_person_may_ask_about_a_device(server: Server) -> None:
    """The device is the resource then."""
    resource = {"type": "device", "id": "camera-7", "properties": _DAHUA}
    asked = {"subject": {"type": "user", "id": "alice"}, "action": {"name": "install"}, "resource": resource}

    assert server.post("/access/v1/evaluation", asked).told["decision"] is False


def test_a_batch_answers_in_order_and_ends_when_it_is_told(server: Server) -> None:
    """Parts left out come from the batch; a question that cannot be asked is an error of its own."""
    axis, dahua = ({"subject": question(one)["subject"]} for one in ({"brand": "Axis"}, _DAHUA))
    shared = {"action": {"name": "connect"}, "resource": {"type": "network", "id": "cameras"}}
    wrong = {"subject": {"type": "device", "id": "no address"}}

    def decisions(*some: dict[str, Any], semantic: str = "execute_all") -> list[bool]:
        asked = {**shared, "evaluations": list(some), "options": {"evaluations_semantic": semantic}}
        return [one["decision"] for one in server.post("/access/v1/evaluations", asked).told["evaluations"]]

    assert decisions(axis, dahua, axis) == [True, False, True]
    assert decisions(axis, dahua, axis, semantic="deny_on_first_deny") == [True, False]
    assert decisions(dahua, axis, dahua, semantic="permit_on_first_permit") == [False, True]
    assert decisions(wrong, axis) == [False, True]
    assert server.post("/access/v1/evaluations", question({"brand": "Axis"})).told["decision"] is True


@pytest.mark.parametrize(
    ("asked", "where"),
    [
        ({}, "body.subject"),
        ({"subject": {"type": "device", "id": "x"}}, "body.action"),
        (question({}, subject={"id": "x"}), "body.subject.type"),
        (question({}, subject={"type": "device"}), "body.subject.id"),
        (question({}, subject="x"), "body.subject"),
        (question({}, action={}), "body.action.name"),
        (question({}, action={"name": 123}), "body.action.name"),
        (question({}, resource={"type": "network"}), "body.resource.id"),
        (question({}, subject={"type": "user", "id": "alice"}), "subject.properties"),
        (question({"brand": 7}), "properties.brand"),
        (question({"brand": "Axis"}, context={"time": "noon"}), "time"),
        (question({"brand": "Axis"}, context={"time": "2026-03-01T00:00:00"}), "time"),
        (question({"brand": "Axis"}, context={"time": 7}), "context.time"),
        (question({"brand": "Lorex " * 100_000}), "brand"),
        (question({"mac": "zz"}), "mac"),
    ],
)
def test_a_question_that_cannot_be_asked_is_a_problem(asked: dict[str, Any], where: str, server: Server) -> None:
    """What is missing or wrong is named; nothing is decided. The same holds of a batch without a list."""
    found = server.post("/access/v1/evaluation", asked)
    batch = server.post("/access/v1/evaluations", {**asked, "evaluations": []})

    assert (found.status, batch.status) == (400, 400)
    assert found.headers["content-type"] == "application/problem+json"
    assert where in {found.told.get("where"), *(one["where"] for one in found.told.get("errors", ()))}


@pytest.mark.parametrize("path", ["/access/v1/evaluation", "/access/v1/evaluations"])
@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"", "application/json"),
        (b"{", "application/json"),
        (b"[" * 100_000, "application/json"),
        (b'{"subject": "\\ud800"}', "application/json"),
        (b'{"subject": "\xff"}', "application/json"),
        (b"{}", "text/plain"),
        (b"null", "application/json"),
    ],
)
def test_a_body_that_is_no_question_is_400_with_the_id_of_the_request(
    path: str, body: bytes, kind: str, server: Server
) -> None:
    """The one status that the standard has for it; and whatever is answered bears the id that the client gave."""
    found = server.ask("POST", path, body=body, headers={"Content-Type": kind, "X-Request-ID": "bfe9eb29-ab87"})

    assert (found.status, found.headers["content-type"]) == (400, "application/problem+json")
    assert found.headers["x-request-id"] == "bfe9eb29-ab87"


def test_the_questions_of_the_certification_are_taken(server: Server) -> None:
    """Fields that nobody knows, a time without seconds, parts that the batch fills in, and a question that is wrong."""
    device = question({"brand": "Axis"})
    unknown = {**device, "foo": "bar", "futureField": {"nested": True}, "context": {"time": "2025-06-27T18:03-07:00"}}
    shared = {"action": {"name": "connect"}, "resource": {"type": "network"}, "subject": device["subject"]}

    def told(*some: dict[str, Any], **more: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - parts of a batch
        found = server.post("/access/v1/evaluations", {**shared, **more, "evaluations": list(some)})
        assert found.status == 200, found.told
        answers: list[dict[str, Any]] = found.told["evaluations"]
        return answers

    first = server.post("/access/v1/evaluation", unknown)
    again = server.post("/access/v1/evaluation", unknown)
    some = told({"resource": {"id": "record-1", "properties": {"status": "active"}}}, {}, {"resource": "x"})

    assert (first.status, first.told["decision"]) == (200, True)
    assert again.told["decision"] is first.told["decision"]
    assert [one["decision"] for one in some] == [True, False, False]
    assert [one["context"]["error"]["status"] for one in some[1:]] == [400, 400]
    early = {"context": {"time": "2019-01-01T00:00Z"}, "resource": {"id": "n"}}
    times = [
        one["context"]["on"] for one in told(early, {"resource": {"id": "n"}}, context={"time": "2020-01-01T00:00Z"})
    ]
    assert times == ["2019-01-01", "2020-01-01"]


def test_the_configuration_leads_to_the_gate(server: Server) -> None:
    """The addresses are those of this server, and the id of a request comes back."""
    told = server.get("/.well-known/authzen-configuration").told
    path = told["access_evaluation_endpoint"].removeprefix(server.address)
    headers = {"Content-Type": "application/json", "X-Request-ID": "abc-1"}

    found = server.ask("POST", path, body=b"{}", headers=headers)
    good = server.post(path, question({"brand": "Axis"}))

    assert told["policy_decision_point"] == server.address
    assert (found.status, found.headers["x-request-id"]) == (400, "abc-1")
    assert good.status == 200
    assert len(good.headers["x-request-id"]) == 16


def test_the_gate_decides_as_the_operator_set_when_it_fails(tmp_path: Path) -> None:
    """The snapshot is damaged under a running server: allow, deny, or an error for the caller to decide."""
    for setting, status, decision in (("allow", 200, True), ("deny", 200, False), ("ask", 503, None)):
        path = quay_snapshot(tmp_path / setting)
        words = ("--as", "us/federal/executive-agency", "--gate", f"failure={setting}")
        with running(tmp_path, "--snapshot", str(path), *words) as server:
            size = path.stat().st_size
            with path.open("r+b") as file:
                file.seek(4096)
                file.write(b"\xff" * (size - 4096))
            found = server.post("/access/v1/evaluation", question(_DAHUA))

            assert (found.status, found.told.get("decision")) == (status, decision)
            assert server.get("/readyz").status == 503
            assert server.get("/healthz").status == 200
