"""`python -m training reproduce`: the paper's tables and its figure 6 with our network, beside the paper's figures."""
