"""Text to a typed Question: deterministic, no model, no network; no word is dropped silently."""
