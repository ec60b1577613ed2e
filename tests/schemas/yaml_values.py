"""YAML as an editor reads it: the core schema of YAML 1.2, where `yes` and `1:30` are text."""
import re

import yaml


class _Loader(yaml.SafeLoader):
    yaml_implicit_resolvers = {}

    def construct_object(self, node, deep=False):
        if isinstance(node, yaml.MappingNode):
            return {key.value: self.construct_object(value) for key, value in node.value}
        if isinstance(node, yaml.SequenceNode):
            return [self.construct_object(item) for item in node.value]
        return _SCALARS.get(node.tag, str)(node.value)


_SCALARS = {
    "tag:yaml.org,2002:null": lambda text: None,
    "tag:yaml.org,2002:bool": lambda text: text.lower() == "true",
    "tag:yaml.org,2002:int": int,
    "tag:yaml.org,2002:float": float,
}
for _name, _pattern in {
    "null": r"~|null|Null|NULL|",
    "bool": r"true|True|TRUE|false|False|FALSE",
    "int": r"[-+]?[0-9]+",
    "float": r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?",
}.items():
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_name}", re.compile(f"^({_pattern})$"), None)


def read(text):
    """The one document of a text: maps with text for keys, lists, text, numbers, True, False, None."""
    return yaml.load(text, _Loader)
