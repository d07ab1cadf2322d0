"""From text to a typed Question. Deterministic, without a model or a network. No word is dropped silently."""
