"""Storms: blurlab is killed, starved of disk and fed with damage at random, and must lose nothing and say one sentence.

Each storm is one file with `storm(tries, seed, folder) -> Report`. The suite lets each blow for a moment
(`test_storms.py`); `python -m tests.storm --minutes N` lets them all blow, one after the other, again and again.
"""
