"""What programs under test are told when the sanitizers are built in; other builds ignore it."""
import glob
import os
import resource

STACK = 64 << 20  # AddressSanitizer's frames are several times the size of others


def variables():
    """Environment variables: findings end the process with exit code 99 and say where, with names if a symbolizer is there."""
    options = 'exitcode=99:allocator_may_return_null=1:detect_stack_use_after_return=0'
    found = {'ASAN_OPTIONS': options, 'LSAN_OPTIONS': 'exitcode=99', 'UBSAN_OPTIONS': 'print_stacktrace=1'}
    symbolizers = sorted(glob.glob('/usr/bin/llvm-symbolizer-*'))
    if symbolizers:
        found['ASAN_SYMBOLIZER_PATH'] = symbolizers[-1]
    return found


def slowness(preset):
    """How much more time a preset's programs get; those that need larger native stacks get these, too."""
    if preset not in ('sanitize', 'stress'):
        return 1.0
    hard = resource.getrlimit(resource.RLIMIT_STACK)[1]
    resource.setrlimit(resource.RLIMIT_STACK, (STACK if hard == resource.RLIM_INFINITY else min(STACK, hard), hard))
    return 20.0


def presetOf(interp):
    """The name of the folder that the build is in: a preset's."""
    return os.path.basename(os.path.dirname(os.path.abspath(interp)))


def isCheckedHeap(interp):
    """Does this build hold freed memory back?"""
    return presetOf(interp) in ('sanitize', 'stress')


def hasCaches(interp):
    """Does this build specialise instructions?"""
    return presetOf(interp) != 'stress'
