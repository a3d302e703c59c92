"""The desk in SimPy 4: `python desk.py FROM TO` plays it with the seeds FROM to TO - 1 and prints what came of it as JSON.

A case is a process that asks for one of eight people by the priority of its class; one that is preempted asks again for what it
has left. The numbers are those of `src/tally.rs`.
"""

import json
import random
import sys
import time

import simpy

PER_HOUR = (0.034, 0.102, 0.204, 0.34)
PEOPLE = 8
SERVICE_MINUTES = 600.0
RUN_MINUTES = 132_480
COUNTED_MINUTES = (30_000, 112_480)


def case(env, desk, severity, left, times):
    """A case, from its opening until it is closed."""
    opened = env.now
    while left > 0:
        with desk.request(priority=severity) as person:
            yield person
            begun = env.now
            try:
                yield env.timeout(left)
                left = 0
            except simpy.Interrupt:
                left -= env.now - begun
    if COUNTED_MINUTES[0] <= opened < COUNTED_MINUTES[1]:
        times[severity][0] += env.now - opened
        times[severity][1] += 1


def arrivals(env, desk, chance, severity, told):
    """Cases of a class come by Poisson."""
    while True:
        yield env.timeout(chance.expovariate(PER_HOUR[severity] / 60))
        told["incidents"] += 1
        left = chance.expovariate(1 / SERVICE_MINUTES)
        env.process(case(env, desk, severity, left, told["times"]))


def play(seed):
    """One run: incidents that opened, and minutes and incidents by class of those that count."""
    chance = random.Random(seed)
    env = simpy.Environment()
    desk = simpy.PreemptiveResource(env, capacity=PEOPLE)
    told = {"incidents": 0, "times": [[0.0, 0] for _ in PER_HOUR]}
    for severity in range(len(PER_HOUR)):
        env.process(arrivals(env, desk, chance, severity, told))
    env.run(until=RUN_MINUTES)
    return told["incidents"], told["times"]


def main():
    first, end = int(sys.argv[1]), int(sys.argv[2])
    begun = time.perf_counter()
    runs = [play(seed) for seed in range(first, end)]
    json.dump({"seconds": time.perf_counter() - begun, "runs": runs}, sys.stdout)


if __name__ == "__main__":
    main()
