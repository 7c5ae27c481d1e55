"""One module a family of networks, with its rows NETWORKS; being here is all that makes them known.

Nothing here imports torch before a network is built: commands list the names without it.
"""
