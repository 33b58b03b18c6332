#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Adds up the cases of all test programs from the reports that they wrote into a folder."""
import argparse
import pathlib
import xml.etree.ElementTree


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=pathlib.Path)
    reports = sorted(parser.parse_args().folder.glob("*.xml"))
    counts = {"tests": 0, "failures": 0, "skipped": 0}
    for report in reports:
        root = xml.etree.ElementTree.parse(report).getroot()
        counts["tests"] += int(root.get("tests", 0))
        counts["failures"] += int(root.get("failures", 0)) + int(root.get("errors", 0))
        counts["skipped"] += sum(1 for case in root.iter("testcase")
                                 if case.get("result") == "skipped")
    print(f"cases: {counts['tests']:,} run, {counts['failures']:,} failed, "
          f"{counts['skipped']:,} skipped, in {len(reports)} reports")


if __name__ == "__main__":
    main()
