"""The field's vocabulary: concepts and their names, classification editions, statutory forms. Data, with small readers."""
