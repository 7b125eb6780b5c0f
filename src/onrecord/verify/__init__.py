"""Check a case folder against its ledger; needs neither database nor network."""
