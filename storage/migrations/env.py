"""What Alembic runs: our metadata against the connection it is handed, inside the transaction that is open there."""

from __future__ import annotations

from alembic import context

from storage.migrations.comparing import is_ours
from storage.models import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    compare_type=True,
    compare_server_default=False,  # both databases write a default in words of their own
    include_object=is_ours,
    transactional_ddl=False,  # the transaction is ours, begun and ended by who opened the connection
)
context.run_migrations()
