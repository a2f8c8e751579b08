"""commons-ip2 PACKAGE [VERSION]: validate an E-ARK package with commons-ip2.

Prints the summary and each requirement that did not pass; ends with 1 when
there is an error, 2 when the validator itself could not finish.
"""
import json
import os
import subprocess
import sys
import tempfile

MAIN = "org.roda_project.commons_ip2.cli.Main"


def validate(package, version, report_dir):
    """Run the validator; return its report, or None with its output shown.

    It also writes a log into its working folder, hence cwd.
    """
    lib = os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib", "*")
    done = subprocess.run(
        ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", lib,
         MAIN, "validate", "-i", os.path.abspath(package), "-o", report_dir,
         "--specification-version", version],
        cwd=report_dir, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        check=False)
    reports = [n for n in os.listdir(report_dir) if n.endswith(".json")]
    if len(reports) != 1:
        sys.stderr.write(done.stdout.decode("utf-8", "replace")[-4000:])
        return None
    with open(os.path.join(report_dir, reports[0]), encoding="utf-8") as file:
        return json.load(file)


def main(arguments):
    if len(arguments) not in (1, 2):
        print(__doc__)
        return 64
    version = arguments[1] if len(arguments) == 2 else "2.1.0"
    with tempfile.TemporaryDirectory() as report_dir:
        report = validate(arguments[0], version, report_dir)
    if report is None:
        return 2
    summary = report["summary"]
    print(summary)
    for item in report["validation"]:
        testing = item["testing"]
        said = testing["issues"] + testing["warnings"] + testing["notes"]
        if testing["outcome"] == "FAILED":
            print(item["level"], item["id"], item["location"], said[:3])
    if not summary.get("success"):
        return 2
    return 1 if summary["errors"] else 0


sys.exit(main(sys.argv[1:]))
