"""From a typed Question to an Answer: one module for each shape of answer, all on the same findings."""
