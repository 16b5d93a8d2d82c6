"""Nothing is published that was not proven: snapshots, the atomic switch, rollback."""
