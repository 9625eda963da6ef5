"""The numbered migrations, applied in order by Alembic inside the program."""
