"""What is counted, for whoever watches over the server; nothing of what was asked."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

__all__ = ["METRICS_TYPE", "Meters"]

METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_SECONDS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class Meters:
    """The meters of one server."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._requests = Counter(
            "barred_requests", "Requests answered", ("method", "route", "status"), registry=self.registry
        )
        self._seconds = Histogram(
            "barred_request_seconds", "Time to answer", ("route",), registry=self.registry, buckets=_SECONDS
        )
        self.under_way = Gauge("barred_requests_under_way", "Requests being answered", registry=self.registry)
        self.swaps = Counter("barred_snapshot_swaps", "Snapshots put in place of another", registry=self.registry)
        self.swap_failures = Counter(
            "barred_snapshot_swap_failures", "New snapshots that could not be opened", registry=self.registry
        )
        self._snapshot = Gauge(
            "barred_snapshot_info", "The snapshot that answers", ("digest", "checked"), registry=self.registry
        )
        self._decisions = Counter(
            "barred_gate_decisions", "Decisions of the gate", ("decision", "outcome"), registry=self.registry
        )

        self._noted = Counter(
            "barred_gate_log", "Decisions of the gate by what became of their line", ("became",), registry=self.registry
        )
        for became in ("kept", "dropped"):
            self._noted.labels(became)

    def noted(self, became: str, count: int = 1) -> None:
        """Count decisions that went into the log of the ledger (*kept*) or had no room (*dropped*)."""
        self._noted.labels(became).inc(count)

    def answered(self, method: str, route: str, *, status: int, seconds: float) -> None:
        """Count a request."""
        self._requests.labels(method, route, status).inc()
        self._seconds.labels(route).observe(seconds)

    def decided(self, decision: str, outcome: str) -> None:
        """Count a decision of the gate."""
        self._decisions.labels(decision, outcome).inc()

    def opened(self, digest: str, checked: str) -> None:
        """Tell which snapshot answers from now on."""
        self._snapshot.clear()
        self._snapshot.labels(digest, checked).set(1)

    def text(self) -> bytes:
        """Give all meters in the format of Prometheus."""
        return generate_latest(self.registry)
