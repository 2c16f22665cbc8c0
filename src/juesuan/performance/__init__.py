"""Budget performance: objectives, monitoring, self-evaluation, evaluation and what follows from them.

The room keeps one entity's year of performance work (:mod:`model`), the scoring frameworks as data with their
regulation (:mod:`frameworks`), and turns both into scores whose every point can be traced (:mod:`scoring`).
"""
