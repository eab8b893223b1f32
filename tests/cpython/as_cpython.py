"""Runs CPython's test package as `-m test` does, with the tests marked as CPython's own in it.

test.support.cpython_only asks sys.implementation.name; README.md says why those tests are wanted here. The name changes
in this process only: processes that tests start see Taipan's.
"""
import os
import runpy
import sys

sys.implementation.name = 'cpython'
sys.path[0] = os.getcwd()
# What -m calls too: the package then runs in the namespace of __main__, where tests look for it.
runpy._run_module_as_main('test')
