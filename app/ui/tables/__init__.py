"""One table model, its columns and its cell editors."""
