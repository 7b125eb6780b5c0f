"""`python -m onrecord` is the same as `onrecord`."""

import sys

from onrecord.cli.main import main

sys.exit(main())
