"""The head that tells how much blur there is and of what kind: learnt on what the synthetic samples know of theirs."""
