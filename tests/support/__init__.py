"""What tests share: examples, fakes of our ports, servers."""
