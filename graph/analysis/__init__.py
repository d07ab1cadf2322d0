"""What an exploring view shows, measured: each number with its scope, a plain sentence, and the ids behind it."""
