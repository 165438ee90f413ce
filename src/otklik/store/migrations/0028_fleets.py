from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('store', '0027_goods'),
    ]

    operations = [
        migrations.AddField(
            model_name='store',
            name='fleet',
            field=models.TextField(default=''),
        ),
    ]
