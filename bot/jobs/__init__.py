"""What happens without anybody writing: the outbox worker and the clock's ticks."""
