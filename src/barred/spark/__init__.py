"""Apache Spark as a door: the same batches through the same function, spread over a cluster."""
