"""The declarations of the methods: light to import; what computes is imported when it computes."""
