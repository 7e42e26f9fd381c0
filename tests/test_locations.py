from pathlib import Path

from nnapp import locations


def test_a_checkout_has_its_data_beside_the_package():
    assert (locations.resources_folder() / "mnist" / "LICENSE.md").is_file()
    for name, *_ in locations.SHIPPED_NETWORKS:
        assert locations.shipped_weights(name).is_file()
        assert locations.shipped_weights(name).with_suffix(".md").is_file()


def test_an_installed_wheel_has_its_data_inside_the_package(tmp_path, monkeypatch):
    (tmp_path / "nnapp" / "resources").mkdir(parents=True)
    monkeypatch.setattr(locations, "__file__", str(tmp_path / "nnapp" / "locations.py"))
    assert locations.resources_folder() == tmp_path / "nnapp" / "resources"


def test_the_cache_is_where_the_system_has_such_folders(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert locations.cache_folder() == tmp_path / "nnapp"
    for without in ("", "relative/folder"):
        monkeypatch.setenv("XDG_CACHE_HOME", without)
        for system, folder in (("linux", ".cache/nnapp"), ("darwin", "Library/Caches/nnapp")):
            monkeypatch.setattr(locations.sys, "platform", system)
            assert locations.cache_folder() == Path.home() / folder
    monkeypatch.setattr(locations.sys, "platform", "win32")
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    assert locations.cache_folder() == tmp_path / "nnapp" / "cache"
