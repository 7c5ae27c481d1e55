"""blurlab's learning engine: synthesis, proposals, the joint loop, evaluation. torch, no Qt."""
