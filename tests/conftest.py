"""Settings that hold for all tests."""

from hypothesis import HealthCheck, settings

# No deadlines: a busy machine is no failure. The same examples in every run: a red test is red for everybody.
settings.register_profile("kg", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("kg")
