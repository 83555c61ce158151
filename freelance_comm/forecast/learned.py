"""What was learned from public records of finished tasks: numbers alone, and where they come from.

Apart from the code that uses them, so that they can be learned anew. They were chosen together, by coordinate descent
on the pinball loss of log(actual / estimate) at 50, 80 and 95 per cent (a quarter of the weight on 10 and 30), over
tasks replayed in the order in which they began; a miss of more than .01 of the levels 80 and 95 counted against them.
Three records: tasks of developers in team software processes 2008-2017 (CESAW), assignments of a course in personal
software process (PSP), tasks of a small company 2004-2014 (SiP), weighted .62, .08 and .30. They were fitted on two
thirds of the persons; `docs/forecast.md` has the figures of all and of the third kept aside. MIDDLE, ABOVE and the
sizes in `alike` were set afterwards, so that newcomers and large estimates of 49 web projects are held too.
"""

from __future__ import annotations

import math

# How much a finished task counts. Widths are in logarithms of hours, decays fall by half over so many finished tasks.
SIZE_WIDTH, DECAY = 0.979, math.log(2) / 19.2
OTHER_PROJECT = 0.542
SAME_DECAY = math.log(2) / 64.2
LATEST_WIDTH, LATEST_DECAY = 0.779, math.log(2) / 1.27
SLOPE_DECAY = math.log(2) / 60
LAST_TASKS = 300

# The middle of log(actual / estimate), and how it falls with the size. "Steady" numbers say how many tasks
# outweigh what people in general do; "later" ones hold for people with long records, half way at SEASONED_AT tasks.
SEASONED_AT = 25.9
MIDDLE, MIDDLE_LATER = 0.3, 0.02
SLOPE, SLOPE_LATER, SLOPE_STEADY = -0.386, 0.005, 124.0
STEADY, SAME_STEADY, LATEST_STEADY = 10.4, 1.74, 2.56
LOWEST, HIGHEST = 1.54, 0.762
MET_COUNTS = 0.418

# A task that begins soon after another one was begun takes less: a share of the logarithm, and the days that "soon" is.
HURRIED, HURRY_DAYS = 0.78, 0.0325

# The widths above and below the middle, how they change with the size, and the share of estimates met exactly.
ABOVE, ABOVE_LATER = 0.375, 0.57
BELOW, BELOW_LATER = 0.462, 0.595
NARROWER, NARROWER_LATER = -0.195, 0.0175
WIDTH_STEADY = 17.5
MET, MET_STEADY, MET_SAME = 0.42, 0.746, 8.48

# How many tasks the curve outweighs among the person's own ratios: at least, and for each of them.
CURVE_WEIGHT, CURVE_SHARE = 17.3, 0.73
SHAPE = (
    -3.846, -2.64, -2.11, -1.769, -1.517, -1.317, -1.151, -1.009, -0.8834, -0.7714, -0.6699, -0.5767, -0.4903,
    -0.4095, -0.3333, -0.2611, -0.1921, -0.1259, -0.06203, 0.0, 0.06203, 0.1259, 0.1921, 0.2611, 0.3333, 0.4095,
    0.4903, 0.5767, 0.6699, 0.7714, 0.8834, 1.009, 1.151, 1.317, 1.517, 1.769, 2.11, 2.64, 3.846,
)  # fmt: skip
"""The curve at 39 equal shares, in widths: between a logistic and a Laplace distribution, longer in the tails."""

# The other voice: the person's own ratios, weighed by likeness alone, and the general prior worth so many tasks. Its
# share of the forecast grows with what is known, as 1 - exp(-tasks / LISTENED_AT).
OWN_WIDTH, OWN_FLOOR, OWN_DECAY, OWN_SAME = 0.318, 0.00907, math.log(2) / 73.5, 6.62
OWN_PRIOR = 3.71
OWN_VOICE, LISTENED_AT = 0.213, 20.0
