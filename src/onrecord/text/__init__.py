"""Pure text tools: decoding, normalisation with span maps, language, segments, identifiers."""
