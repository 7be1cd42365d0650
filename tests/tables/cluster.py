"""Asks a real Spark cluster of two workers; run by a test in a process of its own.

Prints the answers as JSON. Everything is on loopback.
"""

from __future__ import annotations

import json
import sys

from pyspark.sql import SparkSession

import bilateral

if __name__ == "__main__":
    spark = (
        SparkSession.builder.master("local-cluster[2,1,1024]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "4")
        .getOrCreate()
    )
    spark.sparkContext.setLogLevel("ERROR")
    table = bilateral.scan(sys.argv[1], engine="spark")
    visits = table.visits.by("PAK", sector="military").since(2016)
    answers = {
        "bounds": visits.bounds(),
        "ids": sorted(record.id for record in visits.definite),
        "counts": table.visits.count("initiator", "target", "year").to_pylist(),
        "executors": spark.sparkContext._jsc.sc().getExecutorMemoryStatus().size() - 1,
    }
    sys.stdout.write(json.dumps(answers) + "\n")
    spark.stop()
