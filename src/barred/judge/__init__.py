"""From the party that was recognised to a verdict: trace, target, scope, stage, decide."""
