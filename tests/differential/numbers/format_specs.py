"""Format specifications of numbers and text: layouts, grouping, and every complaint."""

values = [0, 5, -5, 255, 1234567, -1234567, 10**30, True, 1.5, -0.0, -0.04, 12345.678, 1e16, 1e100,
          float("inf"), float("-inf"), float("nan"), 1 + 2j, 1j, -0.0 + 0j, "abc", ""]
specs = ["", "5", "10", "<10", ">10", "^11", "*^11", "=+10", "05", "010", "<05", "+", " ", "-", ",", "_",
         "020,", "021_", "d", "x", "#x", "#X", "#010b", "_b", "#_x", "o", "c", "5c", "e", "E", ".3e", "f", ".0f",
         "#.0f", ".2f", ",.2f", "015,.2f", "g", "G", ".3g", "#.3g", ".0", ".1", ".3", "%", ".1%", "05%", "n",
         ".10n", "z.1f", "z", "s", "5s", ".2s", "^8.2", ",x", ",c", ",,d", "__d", ",_d", "_,d", ".", ".f",
         "99999999999999999999d", ".99999999999999999999f", "q", "10xx", "=5", "0<5", "+c", "#c", ".3d", "\u1234>9",
         "\u1234", ",s", "_n", "r"]
for spec in specs:
    for value in values:
        try:
            result = format(value, spec)
        except (ValueError, OverflowError, TypeError) as error:
            result = type(error).__name__ + ": " + str(error)
        print(ascii(spec), repr(value), ascii(result))
