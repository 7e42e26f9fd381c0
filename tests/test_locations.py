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
