"""Find or start a Spark session."""

import sys
from importlib.util import find_spec
from typing import Any

from barred.errors import UsageProblem

__all__ = ["open_session"]

_LOCAL = {
    # A session of one machine speaks to nobody else.
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
    # A short job is done before more compiling or collecting side by side would pay.
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
}


def open_session(processes: int) -> Any:  # noqa: ANN401 - a session of an extra
    """Give the session to work in.

    Args:
        processes: How many tasks run side by side when a session has to be started.

    Returns:
        The one that is active or that `spark-submit` described, else one of this machine alone.

    Raises:
        UsageProblem: PySpark or Java is missing.
    """
    if find_spec("pyspark") is None or find_spec("pandas") is None:
        raise UsageProblem(
            "Spark needs the packages of the extra `spark`",
            remedy="install them: `python3 boot.py install spark` in a checkout, else barred[spark]",
        )
    from pyspark import SparkConf  # noqa: PLC0415 - of the extra `spark`
    from pyspark.errors import PySparkRuntimeError  # noqa: PLC0415
    from pyspark.sql import SparkSession  # noqa: PLC0415

    builder = SparkSession.builder.appName("barred")
    is_own = SparkSession.getActiveSession() is None and SparkConf().get("spark.master") is None
    if is_own:
        builder = builder.master(f"local[{processes}]")
        for name, value in _LOCAL.items():
            builder = builder.config(name, value)
    try:
        session = builder.getOrCreate()
    except PySparkRuntimeError as error:
        raise UsageProblem(
            f"Spark does not start ({error})",
            remedy="it needs Java 17 or newer; JAVA_HOME or the search path says where",
        ) from None
    if is_own:
        # Workers run the Python that this is, not another that the search path happens to have.
        session.sparkContext.pythonExec = sys.executable
    return session
