"""The window: the only home of Qt. Widgets show and ask; they do not decide."""
