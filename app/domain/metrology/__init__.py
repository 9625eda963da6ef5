"""The calculations of measurement, one module a method; pure, with a reason where no result can be had."""
