"""Make the sizes of pictures that were kept in one."""

from django.core.files.base import ContentFile
from django.db import migrations


def make_sizes(apps, schema_editor):
    Image = apps.get_model("news", "Image")
    for image in Image.objects.filter(widths=[]).exclude(file=""):
        try:
            content = ContentFile(image.file.read())
        except FileNotFoundError:
            # Nothing to make them of; the row keeps the name of what was lost.
            image.widths = [image.width]
            image.save(update_fields=["widths"])
        else:
            image.file.save(image.file.name, content)


class Migration(migrations.Migration):
    dependencies = [
        ("news", "0004_keep_several_sizes_of_pictures"),
    ]

    operations = [migrations.RunPython(make_sizes, migrations.RunPython.noop)]
