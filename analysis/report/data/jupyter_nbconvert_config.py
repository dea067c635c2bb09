# Plain `jupyter nbconvert --execute` takes commentary out where another corpus is set.
# Installed into etc/jupyter of the environment.
from nbconvert.exporters import Exporter

usual = Exporter.default_preprocessors.default_args[0]
c = get_config()  # noqa: F821
c.Exporter.default_preprocessors = ["analysis.report.notebooks.commentary.HoldBack", *usual]
