"""Everything with a wire, a disk, a clock or a framework."""
