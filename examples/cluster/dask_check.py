#!/usr/bin/env python3
"""Checks a file in shares with Dask, and prints what the check prints.

    dask_check.py FILE N [--scheduler ADDRESS] [--workers COUNT]

TVMD is the command, by default `tvmd`. Without an address, workers are started on this machine. Shares that are there already aren't done again;
those of a worker that dies are done by another.
"""

import argparse
import os
import pathlib
import subprocess
import sys

from distributed import Client, LocalCluster, as_completed

TVMD = os.environ.get("TVMD", "tvmd")


def share(file, number, of, part):
    """Does one share, unless it is there."""
    if not pathlib.Path(part).exists():
        subprocess.run([TVMD, "check", file, "--shard", f"{number}/{of}", "--out", part], check=True, stdout=subprocess.DEVNULL)
    return part


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=pathlib.Path)
    parser.add_argument("shares", type=int)
    parser.add_argument("--scheduler", help="the address of one that runs")
    parser.add_argument("--workers", type=int, default=os.cpu_count(), help="how many to start without one")
    call = parser.parse_args()

    folder = call.file.with_name(f"{call.file.name}.parts-{call.shares}")
    folder.mkdir(exist_ok=True)
    cluster = None
    if call.scheduler is None:
        cluster = LocalCluster(n_workers=call.workers, threads_per_worker=1, dashboard_address=None)
    with Client(call.scheduler or cluster) as client:
        numbers = range(1, call.shares + 1)
        parts = [str(folder / f"{number}.json") for number in numbers]
        work = [client.submit(share, str(call.file), number, call.shares, part, pure=False, retries=3) for number, part in zip(numbers, parts)]
        for done, _ in enumerate(as_completed(work), 1):
            print(f"{done} of {call.shares} shares", file=sys.stderr, flush=True)
        client.gather(work)
    if cluster is not None:
        cluster.close()
    sys.exit(subprocess.run([TVMD, "merge", *parts]).returncode)


if __name__ == "__main__":
    main()
