"""eark-validate PACKAGE [VERSION]: validate an E-ARK package offline.

eark-validator fetches its vocabularies by HTTP when it is imported, although
its wheel holds the same files: they are handed to it from there, and any
other address is refused.  Prints what is not mere information; ends with 1
when there is an error.
"""
import importlib.util
import io
import pathlib
import sys
import urllib.request


def vocabularies_from_wheel():
    """Let urlopen() answer with the wheel's own copies, and nothing else."""
    spec = importlib.util.find_spec("eark_validator")
    folder = (pathlib.Path(spec.submodule_search_locations[0]) /
              "ipxml" / "resources" / "vocabs")

    def open_local(address, *_, **__):
        copy = folder / str(address).rsplit("/", 1)[-1]
        if not copy.is_file():
            raise OSError(f"not in the wheel: {address}")
        return io.BytesIO(copy.read_bytes())

    urllib.request.urlopen = open_local


def findings(report):
    """Yield severity, rule, place and text of each message."""
    structure = report.structure
    metadata = report.metadata
    messages = list(structure.messages)
    if metadata is not None:
        messages += metadata.schema_results.messages
        messages += metadata.schematron_results.messages
    for message in messages:
        severity = getattr(message.severity, "value", message.severity)
        yield str(severity), message.rule_id, message.location, message.message


def main(arguments):
    if len(arguments) not in (1, 2):
        print(__doc__)
        return 64
    version = arguments[1] if len(arguments) == 2 else "2.1.0"

    vocabularies_from_wheel()
    from eark_validator.packages import PackageValidator
    from eark_validator.specifications.specification import (
        SpecificationVersion)

    validator = PackageValidator(
        pathlib.Path(arguments[0]),
        SpecificationVersion["V" + version.replace(".", "_")])
    report = validator.validation_report
    errors = 0
    if report.metadata is None:
        print("its metadata were not reached")
        errors += 1
    for severity, rule, place, text in findings(report):
        if severity.upper().startswith("INFO"):
            continue
        print(severity, rule, place, text[:200])
        errors += severity.upper().startswith("ERR")
    print(f"{errors} errors")
    return 1 if errors else 0


sys.exit(main(sys.argv[1:]))
