"""Heads that a network may have beside its classes, each there if a model file has its weights."""
