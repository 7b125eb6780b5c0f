"""XML in its many uses: capabilities, configurations, string tables, documents."""
