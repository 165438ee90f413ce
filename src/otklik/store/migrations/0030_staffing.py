import otklik.store.models.keys
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('store', '0029_windows'),
    ]

    operations = [
        migrations.CreateModel(
            name='StaffingPlan',
            fields=[
                ('store', otklik.store.models.keys.Key(primary_key=True, serialize=False)),
                ('state', otklik.store.models.keys.Key()),
                ('asked_at', models.DateTimeField()),
                ('least', models.IntegerField()),
                ('trouble', models.TextField(default='')),
                ('body', models.TextField(default='')),
                ('made_at', models.DateTimeField(null=True)),
                ('taken_at', models.DateTimeField(null=True)),
                ('previous', models.TextField(default='')),
            ],
            options={
                'db_table': 'staffing_plans',
            },
        ),
    ]
