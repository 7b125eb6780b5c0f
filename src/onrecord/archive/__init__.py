"""Keep a case: blobs in WARC files, the ledger, keys, stamps, and the index made from them."""
