import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('articles', '0004_search_index'),
    ]

    operations = [
        migrations.CreateModel(
            name='ArticlePicture',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='body_pictures', to='articles.article', verbose_name='clip')),
                ('picture', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='in_bodies', to='articles.picture', verbose_name='picture')),
            ],
            options={
                'verbose_name': 'picture in a text',
                'verbose_name_plural': 'pictures in texts',
                'constraints': [models.UniqueConstraint(fields=('article', 'picture'), name='picture_is_named_once_for_a_text')],
            },
        ),
        migrations.CreateModel(
            name='Difference',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject', models.CharField(max_length=200, verbose_name='what they differ on')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='place')),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='differences', to='articles.article', verbose_name='clip')),
            ],
            options={
                'verbose_name': 'difference between sources',
                'verbose_name_plural': 'differences between sources',
                'ordering': ['position', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('subject', ''), _negated=True), name='difference_says_on_what')],
            },
        ),
        migrations.CreateModel(
            name='LastRead',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='revision')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='at')),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='last_reads', to='articles.article', verbose_name='clip')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='last_reads', to=settings.AUTH_USER_MODEL, verbose_name='by')),
            ],
            options={
                'verbose_name': 'last reading',
                'verbose_name_plural': 'last readings',
                'constraints': [models.UniqueConstraint(fields=('user', 'article'), name='last_reading_is_one_row')],
            },
        ),
        migrations.CreateModel(
            name='LinkCard',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('url', models.URLField(max_length=2000, unique=True, verbose_name='address')),
                ('state', models.CharField(choices=[('waiting', 'waiting'), ('ready', 'ready'), ('failed', 'failed')], default='waiting', editable=False, max_length=7, verbose_name='state')),
                ('title', models.CharField(blank=True, max_length=300, verbose_name='title')),
                ('publisher', models.CharField(blank=True, max_length=200, verbose_name='publisher')),
                ('description', models.CharField(blank=True, max_length=400, verbose_name='description')),
                ('looked_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='looked at')),
            ],
            options={
                'verbose_name': 'card of a link',
                'verbose_name_plural': 'cards of links',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state', 'ready'), _negated=True), models.Q(('title', ''), _negated=True), _connector='OR'), name='card_that_is_ready_has_a_title')],
            },
        ),
        migrations.CreateModel(
            name='SourceAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('url', models.URLField(max_length=2000, unique=True, verbose_name='address')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='addresses', to='articles.source', verbose_name='source')),
            ],
            options={
                'verbose_name': 'other address of a source',
                'verbose_name_plural': 'other addresses of sources',
            },
        ),
        migrations.RemoveConstraint(
            model_name='citation',
            name='citation_bears_out_one_thing',
        ),
        migrations.AddField(
            model_name='article',
            name='assigned_to',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='assigned', to=settings.AUTH_USER_MODEL, verbose_name='with'),
        ),
        migrations.AddField(
            model_name='article',
            name='embargo_until',
            field=models.DateTimeField(blank=True, null=True, verbose_name='embargo until'),
        ),
        migrations.AddField(
            model_name='article',
            name='trashed_at',
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='in the trash since'),
        ),
        migrations.AddField(
            model_name='article',
            name='trashed_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='article',
            name='withdraw_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='withdraw at'),
        ),
        migrations.AddField(
            model_name='articlesource',
            name='says',
            field=models.CharField(blank=True, max_length=300, verbose_name='what it reports'),
        ),
        migrations.AddField(
            model_name='picture',
            name='added_at',
            field=models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='added'),
        ),
        migrations.AddField(
            model_name='picture',
            name='added_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='picture',
            name='focus_x',
            field=models.PositiveSmallIntegerField(default=50, verbose_name='focus, from the left'),
        ),
        migrations.AddField(
            model_name='picture',
            name='focus_y',
            field=models.PositiveSmallIntegerField(default=50, verbose_name='focus, from the top'),
        ),
        migrations.AddField(
            model_name='picture',
            name='sha256',
            field=models.CharField(blank=True, editable=False, max_length=64),
        ),
        migrations.AddField(
            model_name='source',
            name='free_to_quote',
            field=models.BooleanField(default=False, verbose_name='free to quote at any length'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(condition=models.Q(('withdraw_at__isnull', False)), fields=['withdraw_at'], name='article_to_withdraw'),
        ),
        migrations.AddIndex(
            model_name='revision',
            index=models.Index(condition=models.Q(('kind', 'correction')), fields=['-at'], name='revision_corrections'),
        ),
        migrations.AddConstraint(
            model_name='article',
            constraint=models.CheckConstraint(condition=models.Q(('trashed_at__isnull', True), models.Q(('status__in', ['draft', 'review']), ('published_at__isnull', True)), _connector='OR'), name='article_in_the_trash_was_never_public'),
        ),
        migrations.AddConstraint(
            model_name='article',
            constraint=models.CheckConstraint(condition=models.Q(('embargo_until__isnull', True), ('scheduled_for__isnull', True), ('scheduled_for__gte', models.F('embargo_until')), _connector='OR'), name='article_keeps_its_embargo'),
        ),
        migrations.AddConstraint(
            model_name='picture',
            constraint=models.CheckConstraint(condition=models.Q(('focus_x__lte', 100), ('focus_y__lte', 100)), name='picture_focus_is_in_the_picture'),
        ),
        migrations.AddConstraint(
            model_name='picture',
            constraint=models.UniqueConstraint(condition=models.Q(('sha256', ''), _negated=True), fields=('sha256',), name='picture_is_made_of_a_file_once'),
        ),
        migrations.AddField(
            model_name='citation',
            name='difference',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='citations', to='articles.difference', verbose_name='difference'),
        ),
        migrations.AddConstraint(
            model_name='citation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer__isnull', True), ('article__isnull', True), ('difference__isnull', True), ('fact__isnull', False), ('part', '')), models.Q(('answer__isnull', False), ('article__isnull', True), ('difference__isnull', True), ('fact__isnull', True), ('part', '')), models.Q(('answer__isnull', True), ('article__isnull', True), ('difference__isnull', False), ('fact__isnull', True), ('part', '')), models.Q(('answer__isnull', True), ('article__isnull', False), ('difference__isnull', True), ('fact__isnull', True), models.Q(('part', ''), _negated=True)), _connector='OR'), name='citation_bears_out_one_thing'),
        ),
    ]
