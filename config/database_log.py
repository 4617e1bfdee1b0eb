"""What PostgreSQL must be told so that its log holds no value of a row: no name, no date of birth, no number.

The one list: the demo and the tests start PostgreSQL with it (tools/devrun/engines.py), docker-compose.yml repeats it
(tests/test_compose.py compares), and the check in config/checks.py asks any other database for it.
"""

from collections.abc import Mapping

SILENT = {
    # Not ERROR: a message itself may quote a value (`invalid input syntax for type date: "…"`). LOG, FATAL and PANIC
    # rank above it, so starting, stopping, checkpoints and refused connections are still told. What ERROR says is not
    # lost: whoever caused it is answered, and our own log has its SQLSTATE and constraint.
    "log_min_messages": "log",
    # Not even a FATAL one brings its statement along: psycopg2 writes the values into the statement.
    "log_min_error_statement": "panic",
    # No DETAIL, HINT, QUERY, CONTEXT: "Failing row contains (…)", "Key (…)=(…)", the statement of a crashed process.
    "log_error_verbosity": "terse",
    # No statement for having been asked, for having taken long, or by sample.
    "log_statement": "none",
    "log_min_duration_statement": "-1",
    "log_min_duration_sample": "-1",
    "log_transaction_sample_rate": "0",
    # Where somebody logs statements after all: their parameters stay out.
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    # Trees and plans hold the constants of their statement.
    "debug_print_parse": "off",
    "debug_print_rewritten": "off",
    "debug_print_plan": "off",
    # Counts only where the module is loaded; then it would log the statement with its plan.
    "auto_explain.log_min_duration": "-1",
}
"""Name and value of each setting. PostgreSQL 14 or newer knows all of them; any may be set without a restart."""

AS_SILENT = {"log_min_messages": ("fatal", "panic")}
"""Other values that are as good."""


def options() -> tuple[str, ...]:
    """The settings as "name=value", for `postgres -c`."""
    return tuple(f"{name}={value}" for name, value in SILENT.items())


def too_loud(found: Mapping[str, str]) -> dict[str, str]:
    """Of the settings found (name to value), those that let values into the log. One that is not there logs nothing."""
    return {
        name: value
        for name, value in found.items()
        if name in SILENT and value not in (SILENT[name], *AS_SILENT.get(name, ()))
    }
